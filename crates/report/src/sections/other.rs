//! Tables of analyzers that this page knows nothing of.

use super::counted;
use crate::html::{Page, esc, put};
use crate::input::Table;
use crate::model::cells;

/// Longer tables are cut: they are read elsewhere.
const MOST_ROWS: usize = 1000;

pub(crate) fn write(page: &mut Page, tables: &[&Table]) {
    for (index, table) in tables.iter().enumerate() {
        let title = table.name.replace('_', " ");
        put!(
            page,
            "<section class=\"other\" id=\"table{index}\" aria-labelledby=\"table{index}-h\">\n\
             <h2 id=\"table{index}-h\" dir=\"auto\">{0}</h2>\n\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table>\n<thead><tr>",
            esc(&title)
        );
        for column in &table.columns {
            put!(
                page,
                "<th scope=\"col\" dir=\"auto\">{}</th>",
                esc(&column.name.replace('_', " "))
            );
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (row, cells) in cells(table).take(MOST_ROWS).enumerate() {
            put!(page, "<tr class=\"f\" id=\"table{index}-{row}\">");
            for (_, cell) in cells.all() {
                put!(page, "<td dir=\"auto\">{}</td>", esc(&cell));
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
        if let Some(more) = table.rows.len().checked_sub(MOST_ROWS).filter(|it| *it > 0) {
            put!(page, "<p class=\"quiet\">{} more not shown.</p>\n", counted(more, "row"));
        }
        page.raw("</section>\n");
    }
}

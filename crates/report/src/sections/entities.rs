//! Who and what is named, under which names, and where.

use super::{View, counted, permalink};
use crate::html::{Page, esc, put};
use crate::model::Entity;

pub(crate) fn write(page: &mut Page, view: View<'_, '_>) {
    let mut entities: Vec<_> = view.story.entities.iter().collect();
    if entities.is_empty() {
        return;
    }
    entities.sort_by_key(|it| std::cmp::Reverse((it.reports.len(), it.mentions)));
    view.section(page, "names", "People, places and bodies");
    let several = view.story.reports.len() > 1;
    let (first, rest): (Vec<_>, Vec<_>) =
        entities.into_iter().partition(|it| !several || it.reports.len() > 1);
    if !first.is_empty() {
        table(page, view, &first, "Names, their other forms and their mentions by report");
    }
    if !rest.is_empty() {
        put!(
            page,
            "<details class=\"more\"><summary>{} in one report only</summary>\n",
            counted(rest.len(), "name")
        );
        table(page, view, &rest, "Names in one report only");
        page.raw("</details>\n");
    }
    page.raw("</section>\n");
}

fn table(page: &mut Page, view: View<'_, '_>, entities: &[&Entity<'_>], caption: &str) {
    put!(
        page,
        "<table class=\"stack\">\n<caption class=\"vh\">{caption}</caption>\n<thead><tr><th scope=\"col\">Name</th>\
         <th scope=\"col\">Kind</th><th scope=\"col\">Also called</th>\
         <th scope=\"col\" class=\"num\">Mentions</th><th scope=\"col\">By report</th></tr></thead>\n<tbody>\n"
    );
    for entity in entities {
        let id = format!("n{}", entity.number);
        put!(
            page,
            "<tr class=\"f\" id=\"{id}\"><th scope=\"row\"><bdi>{}</bdi>",
            esc(entity.canonical)
        );
        permalink(page, &id);
        put!(page, "</th><td><bdi>{}</bdi></td><td class=\"aliases\">", esc(kind(entity.label)));
        for (index, alias) in entity.aliases.iter().enumerate() {
            put!(page, "{}<bdi>{}</bdi>", if index > 0 { ", " } else { "" }, esc(alias));
        }
        put!(
            page,
            "</td><td class=\"num\">{}<span class=\"narrow\"> mentions</span></td><td class=\"counts\">",
            entity.mentions
        );
        for named in &entity.reports {
            page.raw("<span>");
            view.link_place(page, named.report, named.first);
            if named.mentions > 0 {
                put!(page, "<span class=\"quiet\">{}</span>", named.mentions);
            }
            page.raw("</span> ");
        }
        page.raw("</td></tr>\n");
    }
    page.raw("</tbody></table>\n");
}

fn kind(label: &str) -> &str {
    match label {
        "PER" => "person",
        "LOC" => "place",
        "ORG" => "organization",
        "MISC" => "other",
        other => other,
    }
}

//! The order of a layer's rows.

use crate::ffi::abi::Row;

/// Where each row stands once they are sorted by start, then the longer first. Rows of one span stay as they were emitted.
#[derive(Debug)]
pub(super) struct Order {
    len: usize,
    /// The rows, as they were emitted, in their order, and the place of each in it; empty if they are in order already.
    emitted: Vec<u32>,
    rows: Vec<u32>,
}

impl Order {
    /// The order of rows in a text of so many bytes.
    pub(super) fn of(rows: &[Row], text: usize) -> Self {
        let mut order = Self { len: rows.len(), emitted: Vec::new(), rows: Vec::new() };
        if rows.is_sorted_by_key(|it| it.span.reading_rank()) {
            return order;
        }
        let bits = |it: usize| usize::BITS - it.leading_zeros();
        let [offset, number] = [bits(text), bits(rows.len())];
        if 2 * offset + number <= u64::BITS {
            // One number has it all: the start, how much of the text is behind the end, and the row.
            let key = |(row, it): (u64, &Row)| {
                let behind = text as u64 - u64::from(it.span.end());
                (u64::from(it.span.start()) << offset | behind) << number | row
            };
            let mut keys: Vec<u64> = (0..).zip(rows).map(key).collect();
            keys.sort_unstable();
            let mask = (1 << number) - 1;
            order.emitted = keys.iter().map(|it| (it & mask) as u32).collect();
        } else {
            order.emitted = by_rank(rows);
        }
        order.rows = vec![0; rows.len()];
        for (row, &emitted) in (0..).zip(&order.emitted) {
            order.rows[emitted as usize] = row;
        }
        order
    }

    /// The place of the row that was emitted as this one.
    #[inline]
    pub(super) fn row_of(&self, emitted: usize) -> Option<u32> {
        if self.rows.is_empty() {
            return (emitted < self.len).then_some(emitted as u32);
        }
        self.rows.get(emitted).copied()
    }

    /// The rows in order.
    pub(super) fn sorted(&self, rows: Vec<Row>) -> Vec<Row> {
        if self.emitted.is_empty() {
            return rows;
        }
        self.emitted.iter().map(|it| rows[*it as usize]).collect()
    }
}

/// The rows, as they were emitted, in order, however many they are and however long the text.
fn by_rank(rows: &[Row]) -> Vec<u32> {
    let mut order: Vec<(u64, u32)> =
        rows.iter().map(|it| it.span.reading_rank()).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::{Order, by_rank};
    use crate::ffi::abi::Row;
    use crate::span::Span;

    #[test]
    fn numbers_that_have_it_all_sort_as_ranks_do() {
        let mut state = 7_u32;
        let mut below = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % most
        };
        for text in [1, 2, 3, 40, 63, 64, 1000] {
            for len in 0..60 {
                let rows: Vec<Row> = (0..len)
                    .map(|row| {
                        let start = below(text + 1);
                        let end = start + below(text + 1 - start);
                        Row { span: Span::new(start, end), first_cell: row, cells: 0, label: 0 }
                    })
                    .collect();
                let expected = by_rank(&rows);
                // The second does not fit into one number.
                for length in [text as usize, u32::MAX as usize] {
                    let order = Order::of(&rows, length);
                    let sorted = order.sorted(rows.clone());
                    let emitted: Vec<u32> = sorted.iter().map(|it| it.first_cell).collect();
                    assert_eq!(emitted, expected);
                    for (row, emitted) in (0..).zip(&emitted) {
                        assert_eq!(order.row_of(*emitted as usize), Some(row));
                    }
                    assert_eq!(order.row_of(rows.len()), None);
                }
            }
        }
    }
}

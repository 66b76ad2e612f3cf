//! How many of the digits of documents were read: for people as a list of forms, for machines as one object.

use serde_json::json;

use super::{Style, Words, clean};
use crate::diagnostic::digits::{Digits, Unread};

/// The share that was read, and the forms of the rest, the most frequent first.
pub fn digits_page(digits: &Digits, style: &Style<'_>) -> String {
    let (runs, read) = (digits.runs.to_string(), digits.read.to_string());
    let share = format!("{:.4}", digits.share());
    let values = [("share", share.as_str()), ("read", &read), ("runs", &runs)];
    let head = Words::fill(&style.words.digits, &values) + "\n";
    let rows = sorted(digits)
        .into_iter()
        .map(|(form, unread)| format!("{:>6}  {}  {}\n", unread.count, clean(form), clean(&unread.example)));
    head + &rows.collect::<String>()
}

/// The same as one JSON object on a line.
pub fn digits_record(digits: &Digits) -> String {
    let forms = sorted(digits).into_iter().map(
        |(form, unread)| json!({ "form": form, "count": unread.count, "example": clean(&unread.example) }),
    );
    let forms: Vec<_> = forms.collect();
    json!({ "runs": digits.runs, "read": digits.read, "share": digits.share(), "unread": forms }).to_string()
        + "\n"
}

fn sorted(digits: &Digits) -> Vec<(&String, &Unread)> {
    let mut forms: Vec<_> = digits.unread.iter().collect();
    forms.sort_by_key(|(form, unread)| (std::cmp::Reverse(unread.count), *form));
    forms
}

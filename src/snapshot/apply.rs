//! A sheet with some changes taken and others left.

use super::{
    ClaimSheet, Review,
    script::{Side, Step},
};

impl Review {
    /// The old sheet with one change taken over.
    pub fn accepted(&self, change: usize) -> ClaimSheet {
        self.with(|number| number == change)
    }

    /// The new sheet with one change taken back.
    pub fn rejected(&self, change: usize) -> ClaimSheet {
        self.with(|number| number != change)
    }

    fn with(&self, taken: impl Fn(usize) -> bool) -> ClaimSheet {
        let mut claims = Vec::new();
        for (gap, claim) in kept(&self.claims, &taken) {
            if gap {
                claims.push(None);
            }
            claims.push(Some(claim));
        }
        let (old, new) = &self.heads;
        let mut sheet = ClaimSheet {
            head: if self.head.is_some_and(&taken) { new.clone() } else { old.clone() },
            claims,
            relations: kept(&self.relations, &taken),
            findings: kept(&self.findings, &taken),
        };
        sheet.tidy();
        sheet
    }
}

/// The lines that stand once the changes taken are in.
fn kept<T: Clone>(steps: &[Step<T>], taken: impl Fn(usize) -> bool) -> Vec<T> {
    let stands = |step: &&Step<T>| match step.side {
        Side::Both => true,
        Side::Old => !taken(step.change),
        Side::New => taken(step.change),
    };
    steps.iter().filter(stands).map(|step| step.line.clone()).collect()
}

//! Where the sheet of a draft is: `snapshots/<path>.snap` beside the nearest `addsup.toml`.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Path, PathBuf},
};

use super::super::{config::NAME, problem::Problem, walk::walk};

/// The folder of sheets, and how a sheet and what is pending of it end.
const FOLDER: &str = "snapshots";
const SHEET: &str = ".snap";
const PENDING: &str = ".snap.new";

/// Where one sheet is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The sheet.
    pub(super) sheet: PathBuf,
    /// The draft's path below its root, with `/` between folders.
    pub(super) source: String,
    /// The draft.
    pub(super) draft: PathBuf,
}

impl Place {
    /// What is pending of it.
    pub(super) fn pending(&self) -> PathBuf {
        let mut path = self.sheet.clone().into_os_string();
        path.push(".new");
        path.into()
    }
}

/// Where the sheets of a run are.
pub(super) struct Places {
    /// The folder that was named for them.
    named: Option<PathBuf>,
    /// The root of each folder of drafts that was asked for.
    roots: BTreeMap<PathBuf, PathBuf>,
    here: PathBuf,
}

impl Places {
    pub(super) fn new(named: Option<&Path>) -> Self {
        let here = whole(Path::new("."));
        Self { named: named.map(|named| here.join(named)), roots: BTreeMap::new(), here }
    }

    /// Where the sheet of a draft is.
    pub(super) fn of(&mut self, draft: &Path) -> Place {
        let draft = whole(draft);
        let root = self.root(draft.parent().unwrap_or(&draft).to_owned());
        self.below(&root, &draft)
    }

    fn below(&self, root: &Path, draft: &Path) -> Place {
        let relative = draft.strip_prefix(root).unwrap_or(draft);
        let mut name: OsString = self.folder(root).join(relative).into_os_string();
        name.push(SHEET);
        let source = relative.to_string_lossy().replace('\\', "/");
        Place { sheet: name.into(), source, draft: draft.to_owned() }
    }

    /// The folder of the sheets of a root.
    fn folder(&self, root: &Path) -> PathBuf {
        self.named.clone().unwrap_or_else(|| root.join(FOLDER))
    }

    /// The root of the drafts of a folder: the folder of the nearest `addsup.toml` above, else the
    /// working folder where it holds them, else the folder itself. In a folder that was named, drafts of
    /// several roots lie side by side, each by its path below the working folder.
    fn root(&mut self, folder: PathBuf) -> PathBuf {
        if let Some(root) = self.roots.get(&folder) {
            return root.clone();
        }
        let configured = folder.ancestors().find(|folder| folder.join(NAME).is_file());
        let holds = || folder.starts_with(&self.here).then_some(&*self.here);
        let root = if self.named.is_some() { holds().or(configured) } else { configured.or_else(holds) };
        let root = root.unwrap_or(&folder).to_owned();
        self.roots.insert(folder, root.clone());
        root
    }

    /// The sheets there are, or what is pending, of drafts that paths name or hold.
    pub(super) fn all(&mut self, paths: &[PathBuf], pending: bool) -> Result<Vec<Place>, Box<Problem>> {
        let named: Vec<PathBuf> = paths.iter().map(|path| whole(path)).collect();
        for path in &named {
            let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
            self.root(folder.to_owned());
        }
        let roots: BTreeSet<PathBuf> = self.roots.values().cloned().collect();
        let ending = if pending { PENDING } else { SHEET };
        let mut found: BTreeMap<PathBuf, Place> = BTreeMap::new();
        for root in roots {
            let folder = self.folder(&root);
            if !folder.is_dir() {
                continue;
            }
            for file in walk(&folder, &[ending.rsplit('.').next().unwrap_or_default()]) {
                let file = file?;
                let name = file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy();
                let Some(relative) = name.strip_suffix(ending) else { continue };
                let place = self.below(&root, &root.join(relative));
                // A sheet of a named folder is of the root that has its draft.
                let known = found.get(&place.sheet).is_some_and(|known| known.draft.exists());
                if !known && (place.draft.exists() || named.iter().any(|path| place.draft.starts_with(path)))
                {
                    found.insert(place.sheet.clone(), place);
                }
            }
        }
        let asked = |place: &Place| named.iter().any(|path| place.draft.starts_with(path));
        Ok(found.into_values().filter(asked).collect())
    }
}

/// A path from the root of the file system, without `..` and links as far as it is there.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

//! What an importer is given and what it answers.

/// A foreign format that can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportFormat {
    /// The id that `import --from` takes.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What such a file holds.
    pub description: String,
    /// The file name endings it has, without the dot, in lower case.
    pub extensions: Vec<String>,
}

/// A file of another tool.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, without its folder.
    pub name: String,
    /// Everything in it.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// The ending of its name, in lower case and without the dot.
    pub fn extension(&self) -> String {
        self.name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
    }

    /// Its name without the ending.
    pub fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(&*self.name, |(stem, _)| stem)
    }
}

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The id of the format it was read as.
    pub format: String,
    /// The documents.
    pub documents: Vec<ImportedDocument>,
    /// What the source held and the documents do not.
    pub losses: Vec<Loss>,
    /// What a journey map says and the source could not.
    pub gaps: Vec<String>,
}

/// A Markdown document to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportedDocument {
    /// Where it goes, from the content folder.
    pub path: String,
    /// The Markdown.
    pub text: String,
}

/// Something that the source held and the documents do not, or do not in the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// The line of the source, from 1.
    pub line: Option<u32>,
    /// One sentence.
    pub message: String,
}

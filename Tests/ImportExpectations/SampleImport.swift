import Diagnostics
import OficioImport
import OficioModel
import OficioSchema
import OficioSource

/// Imports one sample into a copy of a site that has forms and catalogues but no documents.
package struct SampleImport {
    package let file: ImportedFile
    package let schema: Schema
    package let batch: ImportBatch

    /// Imports the file at `path`; throws the refusal of a file that cannot be read.
    ///
    /// `site` is the folder of the site, `folders` are those below `content/` whose documents are left out, and
    /// `siblings` are further files of the same batch.
    package init(
        _ path: String, site: String, without folders: [String], with siblings: [String] = []
    ) throws(ImportRefusal) {
        let loaded = SiteLoader.load(site)
        let removed = loaded.corpus.paths.filter { path in folders.contains { path.hasPrefix("content/\($0)/") } }
        let corpus = SiteLoader.load(site, removing: Set(removed)).corpus
        var files: [ImportedFile] = []
        for path in [path] + siblings {
            var file = ImportedFile(path: path)
            file.document = try DocumentReader.read(path: path)
            files.append(file)
        }
        files += SiblingSheets(corpus.schema).sheetsBeside(files)
        var batch = ImportBatch(corpus, files: files)
        batch.run()
        self.batch = batch
        schema = corpus.schema
        self.file = batch.files[0]
    }
}

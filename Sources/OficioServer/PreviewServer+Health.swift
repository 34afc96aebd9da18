import OficioBuild
import OficioSource
internal import CMicroHTTPD

/// Tells programs that watch the server how it is.
extension PreviewServer {
    /// Sends the condition of the server: status 200 if it is well, otherwise 503.
    func sendHealth(_ connection: OpaquePointer) -> MHD_Result {
        let found = health.measured(language)
        return send(
            connection, found.isWell ? 200 : 503, found.json, "application/json", [("Cache-Control", "no-store")])
    }
}

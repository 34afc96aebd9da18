// Starts `oficio lsp` for the sources of Oficio sites. Not tested by the project.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const command = workspace.getConfiguration("oficio").get("program");
  client = new LanguageClient(
    "oficio",
    "Oficio",
    { command, args: ["lsp"] },
    {
      documentSelector: [
        { scheme: "file", pattern: "**/content/**/*.md" },
        { scheme: "file", pattern: "**/content/**/*.yaml" },
      ],
    },
  );
  return client.start();
};

exports.deactivate = () => client && client.stop();

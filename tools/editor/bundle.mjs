// Bundles src/ into one module, with the licences of what it holds and the sums of all of it.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../../src/etabli/ui/static/ui/vendor/editor");

const result = await build({
  absWorkingDir: here,
  entryPoints: ["src/editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  charset: "utf8",
  metafile: true,
  write: false,
});

const packages = new Set();
for (const path of Object.keys(result.metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) packages.add(found[1]);
}

mkdirSync(out, { recursive: true });
const bundle = Buffer.from(result.outputFiles[0].contents);
const licences = [...packages].sort().map(licence).join("\n");
writeFileSync(join(out, "editor.js"), bundle);
writeFileSync(join(out, "LICENCES.txt"), licences);
const sums = {};
for (const path of sources()) sums[relative(here, path)] = sum(readFileSync(path));
sums["editor.js"] = sum(bundle);
sums["LICENCES.txt"] = sum(Buffer.from(licences));
writeFileSync(join(out, "SHA256SUMS"), Object.entries(sums).map(([name, value]) => `${value}  ${name}\n`).join(""));
console.log(`${packages.size} packages, ${bundle.length} bytes`);

function sources() {
  const kept = ["package.json", "package-lock.json", "bundle.mjs"].map((name) => join(here, name));
  const modules = readdirSync(join(here, "src")).filter((name) => name.endsWith(".js")).sort();
  return [...kept, ...modules.map((name) => join(here, "src", name))];
}

function sum(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function licence(name) {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "license", "LICENCE"].map((one) => join(folder, one)).find(existsSync);
  const text = file ? readFileSync(file, "utf8").replace(/\r\n/g, "\n").trim() : "";
  return `${"=".repeat(78)}\n${name} ${version} (${license})\n\n${text || "The package holds no text of its licence."}\n`;
}

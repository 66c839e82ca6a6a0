// Trunk's last step: the phone-number module gets its short name, the styles become one file, the page says what
// it was built from, and a release gets small scripts.
import { execFileSync } from "node:child_process";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, transform } from "esbuild";

const { TRUNK_STAGING_DIR: folder, TRUNK_PROFILE: profile } = process.env;

// Trunk names a module after its package, and the script asks for the .wasm file by that name.
const script = await readFile(join(folder, "cti-phone.js"), "utf8");
await writeFile(join(folder, "cti-phone.js"), script.replaceAll("cti-phone_bg.wasm", "phone_bg.wasm"));
await rename(join(folder, "cti-phone.js"), join(folder, "phone.js"));
await rename(join(folder, "cti-phone_bg.wasm"), join(folder, "phone_bg.wasm"));

await build({
  entryPoints: ["www/css/softphone.css"],
  outfile: join(folder, "softphone.css"),
  allowOverwrite: true,
  bundle: true,
});

// Not compiled in: another commit makes another page, not another module.
const commit = () => {
  try {
    const git = ["rev-parse", "--short=12", "HEAD"];
    return execFileSync("git", git, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
};
const page = join(folder, "index.html");
const text = await readFile(page, "utf8");
const stands = 'name="cti-commit" content="unknown"';
if (!text.includes(stands)) throw new Error(`index.html does not say \`${stands}\``);
const value = (process.env.CTI_COMMIT ?? commit()).replace(/[^0-9A-Za-z._-]/g, "");
await writeFile(page, text.replace(stands, `name="cti-commit" content="${value}"`));

// Trunk's own minifier cannot read what wasm-bindgen writes. The vendor's scripts stay as they were published.
if (profile === "release") {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const loader = entry.name.split(".").pop();
    const parent = entry.parentPath ?? entry.path;
    if (!entry.isFile() || !["js", "css"].includes(loader) || parent.endsWith("vendor")) continue;
    const file = join(parent, entry.name);
    const { code } = await transform(await readFile(file, "utf8"), { loader, minify: true, target: "es2022" });
    await writeFile(file, code);
  }
}

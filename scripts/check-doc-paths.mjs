import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

// Every path of this repository that a Markdown file cites must exist: back-quoted ones and targets of links.
// Run: node scripts/check-doc-paths.mjs [FOLDER]

const root = resolve(process.argv[2] ?? fileURLToPath(new URL("..", import.meta.url)));
const notOurs = new Set(["node_modules", ".git", ".next", ".turbo", ".touchline", "test-results"]);
const topLevel = new Set(readdirSync(root).filter((name) => !notOurs.has(name)));
/** Folders that a path of ours starts with, also when somebody removed the folder itself. */
const known = new Set([...topLevel, "apps", "packages", "docs", "scripts", ".ci", ".github"]);

function* markdownFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notOurs.has(entry.name)) yield* markdownFiles(path);
    else if (entry.isFile() && entry.name.endsWith(".md")) yield path;
  }
}

/** `packages/db/src/queries/*.ts:12` -> what must exist: the part before a pattern or placeholder. */
function fixedPart(path) {
  const parts = path.replace(/:\d+(-\d+)?$/, "").split("/");
  const open = parts.findIndex((part) => /[*<>{}$[\]]|^\.\.\.$/.test(part));
  return (open < 0 ? parts : parts.slice(0, open)).join("/");
}

function* citations(text) {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, " "));
  for (const match of prose.matchAll(/`([^`\s]+)`/g)) {
    const path = match[1].replace(/^\.\//, "");
    const [first, ...rest] = path.split("/");
    if (known.has(first) && (rest.length > 0 || topLevel.has(first)))
      yield { at: match.index, path, from: root };
  }
  for (const match of prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)) {
    const path = decodeURI(match[1].replace(/[#?].*$/, ""));
    if (path && !/^[a-z][a-z+.-]*:|^\//i.test(path)) yield { at: match.index, path, from: null };
  }
}

const faults = [];
let checked = 0;
for (const file of markdownFiles(root)) {
  const text = readFileSync(file, "utf8");
  for (const { at, path, from } of citations(text)) {
    checked += 1;
    if (existsSync(join(from ?? dirname(file), fixedPart(path)))) continue;
    const line = text.slice(0, at).split("\n").length;
    faults.push(`${relative(root, file)}:${line} cites ${path}, which does not exist`);
  }
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
process.stdout.write(`${checked} cited paths exist\n`);

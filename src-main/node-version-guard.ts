/**
 * First import of every entry. On an older Node the database library ends the process without a word,
 * so the entry says what is wrong before anything else is loaded (the rest comes by dynamic import).
 */
export const NEEDED_NODE_MAJOR = 24

const found = Number(process.versions.node.split('.')[0])
if (found < NEEDED_NODE_MAJOR) {
  process.stderr.write(
    `Wheelhouse needs Node ${NEEDED_NODE_MAJOR} and was started with Node ${process.versions.node}.\n` +
      'Start it through npm, which brings the right one: npm start, npm run start:headless, or npx --no node <file>.\n',
  )
  process.exit(1)
}

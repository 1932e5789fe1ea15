import type { BenchRow } from './bench-row.ts'

/** Every bench by name; each compares this program with a named peer in the same run. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<BenchRow[]> }>>> = {
  gateway: () => import('./gateway.ts'),
  replay: () => import('./replay.ts'),
  core: () => import('./core/core-bench.ts'),
  boot: () => import('./boot.ts'),
  indicators: () => import('./indicators/indicators-bench.ts'),
  ui: () => import('./ui/ui-bench.ts'),
}

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}

let missed = 0
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  const load = BENCHES[name]
  if (!load) continue
  const bench = await load()
  for (const row of await bench.run()) {
    console.log(JSON.stringify(row))
    if (row.ok === false) missed += 1
  }
}
if (missed > 0) console.error(`${missed} of the figures missed their bound.`)
process.exit(missed > 0 ? 1 : 0)

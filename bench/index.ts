import type { BenchParts, BenchRow } from './bench-row.ts'

type Bench = { run(): Promise<BenchRow[]> } | { readonly parts: BenchParts }

/** Every bench by name; each compares this program with a named peer in the same run. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  gateway: () => import('./gateway.ts'),
  replay: () => import('./replay.ts'),
  core: () => import('./core/core-bench.ts'),
  boot: () => import('./boot.ts'),
  indicators: () => import('./indicators/indicators-bench.ts'),
  ui: () => import('./ui/ui-bench.ts'),
  venue: () => import('./venue/venue-bench.ts'),
}

/** What `core` or `core/decision` stands for, as steps that each give some rows. */
async function stepsOf(wanted: string): Promise<BenchParts[string][]> {
  const [name = '', part] = wanted.split('/')
  const bench = await BENCHES[name]?.()
  if (!bench) fail(`No bench named ${name}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  const parts: BenchParts = 'parts' in bench ? bench.parts : {}
  if (part === undefined) return 'parts' in bench ? Object.values(bench.parts) : [() => bench.run()]
  const step = parts[part]
  if (!step) fail(`The bench ${name} has no part ${part}. It has: ${Object.keys(parts).join(', ') || 'none'}.`)
  return [step]
}

function fail(message: string): never {
  console.error(message)
  process.exit(2)
}

const names = process.argv.slice(2)
let missed = 0
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
  for (const step of await stepsOf(name)) {
    for (const row of await step()) {
      console.log(JSON.stringify(row))
      if (row.ok === false) missed += 1
    }
  }
}
if (missed > 0) console.error(`${missed} of the figures missed their bound.`)
process.exit(missed > 0 ? 1 : 0)

import { parseArgs } from 'node:util'
import { errorText } from '../../src-main/base/index.ts'
import { SCENARIOS } from './groups/index.ts'
import { Lab, type Scenario } from './lab.ts'
import { runMutations } from './mutate.ts'
import { isChosen, listedScenarios, listFaults, type ListedScenario } from './scenario-list.ts'

/** One that takes longer hangs. */
const LIMIT_MS = 300_000

type Outcome = 'passed' | 'failed' | 'skipped'

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      mutate: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  })
  const listed = listedScenarios()
  const faults = listFaults(
    listed.map(({ id }) => id),
    SCENARIOS.map(({ id }) => id),
  )
  for (const fault of faults) console.log(`LIST  ${fault}`)
  if (faults.length > 0) return 1
  if (values.mutate) return runMutations(values.only)
  const chosen = listed.filter(({ id }) => isChosen(id, values.only))
  if (values.list) {
    for (const { id, title, holds } of chosen) console.log(`${id}  ${title}: ${holds}`)
    return 0
  }
  return runAll(chosen)
}

async function runAll(chosen: readonly ListedScenario[]): Promise<number> {
  const counts: Record<Outcome, number> = { passed: 0, failed: 0, skipped: 0 }
  for (const row of chosen) {
    const entry = SCENARIOS.find(({ id }) => id === row.id)
    if (entry) counts[await runOne(row, entry)] += 1
  }
  const { passed, failed, skipped } = counts
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 ? 1 : 0
}

async function runOne({ id, title }: ListedScenario, entry: Scenario): Promise<Outcome> {
  if (entry.skipped !== undefined) {
    console.log(`skip  ${id}  ${title}: ${entry.skipped}`)
    return 'skipped'
  }
  const begunMs = performance.now()
  const lab = new Lab()
  const limit = setTimeout(() => {
    console.log(`FAIL  ${id}  ${title}: not over after ${LIMIT_MS / 1_000} s`)
    process.exit(1)
  }, LIMIT_MS)
  try {
    await entry.run(lab)
  } catch (error) {
    lab.findings.push(`it broke off: ${errorText(error)}`)
  }
  clearTimeout(limit)
  const isGood = lab.findings.length === 0
  console.log(`${isGood ? 'pass' : 'FAIL'}  ${id}  ${title} (${Math.round(performance.now() - begunMs)} ms)`)
  for (const finding of new Set(lab.findings)) console.log(`        ${finding}`)
  return isGood ? 'passed' : 'failed'
}

process.exitCode = await main()

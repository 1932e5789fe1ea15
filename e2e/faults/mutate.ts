import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { editOf, type SourceEdit } from './mutation-edit.ts'
import { type Mutation, MUTATIONS } from './mutations.ts'
import { isChosen } from './scenario-list.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Longest time for the scenarios of one mutation; one that hangs has noticed it. */
const LIMIT_MS = 180_000
const HEAP_MB = 768

/**
 * Switches off one guard after the other and runs the scenarios that need it: each of them must fail. They must pass with
 * the guard, else their failing says nothing. `only` chooses by the scenarios.
 */
export async function runMutations(only: string | undefined): Promise<number> {
  const chosen = MUTATIONS.filter(({ scenarios }) => scenarios.some((id) => isChosen(id, only)))
  const needed = [...new Set(chosen.flatMap(({ scenarios }) => scenarios))]
  const healthy = outcomesOf((await runWith(undefined, needed)).output).passed
  let killed = 0
  let survived = 0
  for (const mutation of chosen) {
    const red = mutation.scenarios.filter((id) => !healthy.has(id))
    const finding = red.length > 0 ? `${red.join(', ')} fails with the guard too` : await hunt(mutation)
    if (finding === undefined) killed += 1
    else survived += 1
    console.log(
      `${finding === undefined ? 'killed  ' : 'SURVIVED'}  ${mutation.name} (${mutation.scenarios.join(', ')})`,
    )
    if (finding !== undefined) console.log(`          ${finding}`)
  }
  console.log(`${killed} mutations killed, ${survived} survived`)
  return survived > 0 ? 1 : 0
}

/** Why the mutation lives; undefined where every scenario named has failed. */
async function hunt({ scenarios, ...edit }: Mutation): Promise<string | undefined> {
  const count = readFileSync(join(ROOT, edit.file), 'utf8').split(edit.find).length - 1
  if (count !== 1) return `${edit.file} holds the text to change ${count} times, not once: the guard has changed`
  const { output, hung } = await runWith(edit, scenarios)
  const { passed, failed } = outcomesOf(output)
  const alive = scenarios.filter((id) => passed.has(id))
  if (alive.length > 0) return `${alive.join(', ')} passes without it`
  if (hung || scenarios.every((id) => failed.has(id))) return undefined
  return `not every scenario has run:\n${output.slice(-2_000)}`
}

/** Ids by what the runner said of them. */
function outcomesOf(output: string): { readonly passed: ReadonlySet<string>; readonly failed: ReadonlySet<string> } {
  const said = (word: string): Set<string> =>
    new Set(Array.from(output.matchAll(new RegExp(`^${word} +(\\d+\\.\\d+) `, 'gm')), (match) => match[1] ?? ''))
  return { passed: said('pass'), failed: said('FAIL') }
}

function runWith(
  edit: SourceEdit | undefined,
  scenarios: readonly string[],
): Promise<{ output: string; hung: boolean }> {
  const args = [`--max-old-space-size=${HEAP_MB}`, join(import.meta.dirname, 'run.ts'), '--only', scenarios.join(',')]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...(edit ? editOf(edit) : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let hung = false
  const take = (chunk: Buffer): void => void (output += chunk.toString())
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const limitMs = edit ? LIMIT_MS : LIMIT_MS * 4
  const limit = setTimeout(() => {
    hung = true
    child.kill('SIGKILL')
  }, limitMs)
  return new Promise((resolve) =>
    child.once('close', () => {
      clearTimeout(limit)
      resolve({ output, hung })
    }),
  )
}

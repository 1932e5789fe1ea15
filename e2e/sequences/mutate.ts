import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { editOf, type SourceEdit } from '../faults/mutation-edit.ts'
import { type Mutation, MUTATIONS } from './mutations.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The same sequences for every mutation, and for none. */
const SEED = 1
const SEQUENCES = 4_000

/** Switches off one guard after the other: sequences that pass with it must find a fault without it. */
export async function runMutations(): Promise<number> {
  if (await failsWith(undefined)) {
    console.log(`the sequences of seed ${SEED} fail with every guard too: that they fail without one says nothing`)
    return 1
  }
  let survived = 0
  for (const mutation of MUTATIONS) {
    const finding = await hunt(mutation)
    if (finding !== undefined) survived += 1
    console.log(`${finding === undefined ? 'killed  ' : 'SURVIVED'}  ${mutation.name}`)
    if (finding !== undefined) console.log(`          ${finding}`)
  }
  console.log(`${MUTATIONS.length - survived} mutations killed, ${survived} survived`)
  return survived > 0 ? 1 : 0
}

/** Why the mutation lives; undefined where a sequence has failed. */
async function hunt(edit: Mutation): Promise<string | undefined> {
  const count = readFileSync(join(ROOT, edit.file), 'utf8').split(edit.find).length - 1
  if (count !== 1) return `${edit.file} holds the text to change ${count} times, not once: the guard has changed`
  return (await failsWith(edit)) ? undefined : `${SEQUENCES} sequences pass without it`
}

/** Whether a sequence fails; ends with the first that does. */
function failsWith(edit: SourceEdit | undefined): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run.ts'), '--whole'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...(edit ? editOf(edit) : {}),
      WHEELHOUSE_SEQUENCES: String(SEQUENCES),
      WHEELHOUSE_SEED: String(SEED),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const seen = { output: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    seen.output += chunk.toString()
    if (hasFailed(seen.output)) child.kill()
  })
  return new Promise((resolve) => child.once('close', () => resolve(hasFailed(seen.output))))
}

function hasFailed(output: string): boolean {
  return output.includes('FAIL  seed')
}

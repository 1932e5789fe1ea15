import { createInterface, type Interface } from 'node:readline/promises'
import { type Readable, Writable } from 'node:stream'
import { FatalError } from '../base/index.ts'

/** Where secrets are typed, or piped in; never taken from arguments, which every process of the machine can see. */
export interface HiddenInput {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  /** Takes the questions, so that what is printed stays clean. */
  readonly stderr: { write(text: string): unknown }
}

/** Everything up to the end of the input without its last line end, or one line that is typed without being shown. */
export async function readHidden(question: string, input: HiddenInput): Promise<string> {
  const text = input.stdin.isTTY ? await typed([question], input) : withoutLineEnd(await piped(input))
  return named(Array.isArray(text) ? text[0] : text, question)
}

/** One line for each question, in their order. */
export async function readHiddenLines(questions: readonly string[], input: HiddenInput): Promise<string[]> {
  const lines = input.stdin.isTTY ? await typed(questions, input) : (await piped(input)).split(/\r?\n/)
  return questions.map((question, index) => named(lines[index], question))
}

function named(text: string | undefined, question: string): string {
  if (text) return text
  throw new FatalError(`No ${question} was given. Type it, or pipe it in.`, { exitCode: 2 })
}

function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}

async function piped({ stdin }: HiddenInput): Promise<string> {
  let text = ''
  stdin.setEncoding('utf8')
  for await (const chunk of stdin) text += String(chunk)
  return text
}

async function typed(questions: readonly string[], input: HiddenInput): Promise<string[]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: input.stdin, output: nowhere, terminal: true })
  try {
    const answers: string[] = []
    for (const question of questions) answers.push(await ask(lines, question, input))
    return answers
  } finally {
    lines.close()
  }
}

async function ask(lines: Interface, question: string, { stderr }: HiddenInput): Promise<string> {
  stderr.write(`${question}: `)
  const interrupted = new AbortController()
  lines.once('SIGINT', () => interrupted.abort())
  try {
    return await lines.question('', { signal: interrupted.signal })
  } catch (error) {
    throw new FatalError('Interrupted; nothing was changed.', { exitCode: 130, cause: error })
  } finally {
    stderr.write('\n')
  }
}

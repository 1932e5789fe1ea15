import { until } from './engine-process.ts'
import type { ElectronInShell, Shell } from './shell-types.ts'

/** A dialog of the system as its user sees it. */
export interface DialogView {
  readonly kind: 'message' | 'save' | 'open'
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  readonly defaultPath: string
}

interface Answerable {
  readonly kind: DialogView['kind']
  readonly options: Readonly<Record<string, unknown>>
  readonly isAnswered: boolean
  answer(result: unknown): void
}

type Evaluator = Pick<Shell, 'evaluate'>

declare global {
  /** Dialogs on real Electron, which are not shown there but kept for the spec. */
  var wheelhouseDialogs: Answerable[] | undefined
}

/** Keeps the dialogs of real Electron for the spec to answer; the stand-in does so by itself. Runs in main. */
export function keepDialogs({ dialog }: ElectronInShell): void {
  const dialogs: Answerable[] = []
  globalThis.wheelhouseDialogs = dialogs
  const kept =
    (kind: DialogView['kind']) =>
    (...args: readonly unknown[]): Promise<never> => {
      const { promise, resolve } = Promise.withResolvers<never>()
      const { signal, ...options } = args.at(-1) as Record<string, unknown> & { signal?: AbortSignal }
      const shown = {
        kind,
        options,
        isAnswered: false,
        answer(result: unknown): void {
          shown.isAnswered = true
          resolve(result as never)
        },
      }
      dialogs.push(shown)
      signal?.addEventListener('abort', () => shown.answer({ response: options['cancelId'] ?? 0 }))
      return promise
    }
  Object.assign(dialog, {
    showMessageBox: kept('message'),
    showSaveDialog: kept('save'),
    showOpenDialog: kept('open'),
  })
}

/** The dialogs that are open, oldest first. */
export function openDialogs(shell: Evaluator): Promise<DialogView[]> {
  return shell.evaluate(({ standIn }) => {
    const dialogs: readonly Answerable[] = standIn?.dialogs ?? globalThis.wheelhouseDialogs ?? []
    const text = (value: unknown): string => (typeof value === 'string' ? value : '')
    return dialogs
      .filter(({ isAnswered }) => !isAnswered)
      .map(({ kind, options }) => ({
        kind,
        title: text(options['title']),
        message: text(options['message']),
        detail: text(options['detail']),
        buttons: (options['buttons'] ?? []) as string[],
        defaultPath: text(options['defaultPath']),
      }))
  })
}

/** The oldest open dialog, once there is one. */
export async function nextDialog(shell: Evaluator): Promise<DialogView> {
  const [first] = await until(
    () => openDialogs(shell),
    (dialogs) => dialogs.length > 0,
  )
  if (first === undefined) throw new Error('no dialog')
  return first
}

/** Presses a button of the oldest open dialog. */
export async function pressButton(shell: Evaluator, label: string): Promise<void> {
  const { buttons } = await nextDialog(shell)
  const response = buttons.indexOf(label)
  if (response === -1) throw new Error(`the dialog has no button "${label}", but ${buttons.join(', ')}`)
  await answerFirst(shell, { response, checkboxChecked: false })
}

/** Chooses a file in the oldest open dialog for files; cancels it where none is given. */
export async function chooseFile(shell: Evaluator, file: string | undefined): Promise<void> {
  const { kind } = await nextDialog(shell)
  const canceled = file === undefined
  const result = kind === 'save' ? { canceled, filePath: file ?? '' } : { canceled, filePaths: canceled ? [] : [file] }
  await answerFirst(shell, result)
}

function answerFirst(shell: Evaluator, result: object): Promise<void> {
  return shell.evaluate(({ standIn }, result) => {
    const dialogs: readonly Answerable[] = standIn?.dialogs ?? globalThis.wheelhouseDialogs ?? []
    dialogs.find(({ isAnswered }) => !isAnswered)?.answer(result)
  }, result)
}

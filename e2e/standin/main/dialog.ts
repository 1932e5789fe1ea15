import { strict } from '../wire/strict.ts'
import { app } from './app.ts'
import { fault, records, type ShownDialog } from './records.ts'

interface MessageBoxOptions {
  readonly message: string
  readonly buttons?: readonly string[]
  readonly cancelId?: number
  readonly signal?: AbortSignal
}

/** Dialogs that a person has not answered stay open; one that is left over when the program ends is a fault. */
function show(kind: ShownDialog['kind'], args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
  if (!app.isReady()) throw new Error('dialog module can only be used after app is ready')
  const options = optionsOf(args)
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const shown: ShownDialog = {
    kind,
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== signal || value === undefined)),
    isAnswered: false,
    answer(result) {
      shown.isAnswered = true
      resolve(result)
    },
  }
  records.dialogs.push(shown)
  signal?.addEventListener('abort', () => shown.answer({ response: cancelIdOf(options), checkboxChecked: false }))
  return promise
}

/** The options come first, or after the window that the dialog belongs to. */
function optionsOf(args: readonly unknown[]): object {
  const options = args.at(-1)
  if (typeof options !== 'object' || options === null) throw new TypeError('Missing options of the dialog')
  return options
}

function cancelIdOf(options: object): number {
  return (options as MessageBoxOptions).cancelId ?? 0
}

function showMessageBox(...args: readonly unknown[]): Promise<unknown> {
  const { message, signal } = optionsOf(args) as MessageBoxOptions
  if (typeof message !== 'string') throw new TypeError('message must be a string')
  return show('message', args, signal)
}

export const dialog = strict('dialog', {
  showMessageBox,
  showSaveDialog: (...args: readonly unknown[]) => show('save', args),
  showOpenDialog: (...args: readonly unknown[]) => show('open', args),
  showErrorBox: (title: string, content: string) => fault(`error box: ${title}: ${content}`),
})

process.once('exit', () => {
  for (const { options } of records.dialogs.filter(({ isAnswered }) => !isAnswered)) {
    fault(`a dialog was never answered: ${JSON.stringify(options)}`)
  }
})

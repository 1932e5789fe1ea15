import { ensureNever } from '../base/index.ts'
import type { DepartureText } from './departure-text.ts'
import type { Dialogs } from './window-dialogs.ts'

export type QuitAnswer = 'keep' | 'tray' | 'quit'

/** The question whether to quit all the same. */
export interface QuitDialog {
  ask(text: DepartureText, options: { readonly offersTray: boolean }): Promise<QuitAnswer>
  /** Brings an open question to the front. */
  focus(): void
  /** Ends an open question, as if the answer were to keep running. */
  close(): void
}

const LABELS: Readonly<Record<QuitAnswer, string>> = {
  keep: 'Keep running',
  tray: 'Keep running in the tray',
  quit: 'Quit',
}

/** What an open message box was ended for. */
type Interruption = 'focus' | 'close'

export class NativeQuitDialog implements QuitDialog {
  readonly #dialog: Pick<Dialogs, 'showMessageBox'>
  #open: AbortController | undefined

  constructor(dialog: Pick<Dialogs, 'showMessageBox'>) {
    this.#dialog = dialog
  }

  async ask(text: DepartureText, { offersTray }: { readonly offersTray: boolean }): Promise<QuitAnswer> {
    const answers: readonly QuitAnswer[] = offersTray ? ['keep', 'tray', 'quit'] : ['keep', 'quit']
    for (;;) {
      const open = new AbortController()
      this.#open = open
      const answer = await this.#show(text, { answers, signal: open.signal })
      if (!open.signal.aborted) return answer
      const interruption = open.signal.reason as Interruption
      switch (interruption) {
        case 'close':
          return 'keep'
        case 'focus':
          // A message box cannot be brought to the front: it is opened again.
          break
        default:
          ensureNever(interruption, 'interruption of the question')
      }
    }
  }

  focus(): void {
    this.#interrupt('focus')
  }

  close(): void {
    this.#interrupt('close')
  }

  #interrupt(why: Interruption): void {
    this.#open?.abort(why)
  }

  async #show(
    { message, detail }: DepartureText,
    { answers, signal }: { readonly answers: readonly QuitAnswer[]; readonly signal: AbortSignal },
  ): Promise<QuitAnswer> {
    const { response } = await this.#dialog.showMessageBox({
      type: 'warning',
      title: 'Wheelhouse',
      message,
      detail,
      buttons: answers.map((answer) => LABELS[answer]),
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    })
    return answers[response] ?? 'keep'
  }
}

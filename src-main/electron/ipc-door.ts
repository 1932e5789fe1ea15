import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron/main'
import type { z } from 'zod'
import { APP_ORIGIN, DESKTOP_CHANNELS, type DesktopCall, type DesktopPush } from '../../src-contract/index.ts'
import { ensureDefined, errorText, invariant, InvariantError, issueText, type Logger } from '../base/index.ts'
import { isOwnUrl } from './app-scheme.ts'

type Invoke = typeof DESKTOP_CHANNELS.invoke
type Push = typeof DESKTOP_CHANNELS.push
export type CallInput<C extends DesktopCall> = z.infer<Invoke[C]['input']>
export type CallOutput<C extends DesktopCall> = z.infer<Invoke[C]['output']>
export type CallHandler<C extends DesktopCall> = (input: CallInput<C>) => CallOutput<C> | Promise<CallOutput<C>>
export type PushData<P extends DesktopPush> = z.infer<Push[P]['data']>

const CALLS = Object.keys(DESKTOP_CHANNELS.invoke) as DesktopCall[]

export interface IpcDoorOptions {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  /** Whether the contents belong to a window that this program opened. */
  readonly isOwnContents: (contents: WebContents) => boolean
  readonly logger: Logger
}

/**
 * The only way from the page into the main process: the calls of the contract, from the main frame of an own window
 * that shows an own page, with arguments that the contract allows.
 */
export class IpcDoor {
  readonly #options: IpcDoorOptions
  readonly #handled = new Set<DesktopCall>()

  constructor(options: IpcDoorOptions) {
    this.#options = options
  }

  /** Sets who answers a call. What the handler throws reaches the page as its message only; each call has one handler. */
  handle<C extends DesktopCall>(call: C, handler: CallHandler<C>): void {
    invariant(!this.#handled.has(call), `The call ${call} has a handler already`)
    this.#handled.add(call)
    this.#options.ipcMain.handle(DESKTOP_CHANNELS.invoke[call].channel, async (event, ...values: unknown[]) => {
      this.#refuseStrangers(call, event)
      const input = this.#input(call, values)
      try {
        return this.#output(call, await handler(input))
      } catch (error) {
        this.#options.logger.error('A call of the page failed', { call, error })
        throw new Error(errorText(error), { cause: error })
      }
    })
  }

  /** Calls of the contract that nobody answers yet. */
  missing(): readonly DesktopCall[] {
    return CALLS.filter((call) => !this.#handled.has(call))
  }

  #refuseStrangers(call: DesktopCall, event: IpcMainInvokeEvent): void {
    const fault = senderFault(event, this.#options.isOwnContents)
    if (fault === undefined) return
    this.#options.logger.warn('A call was refused', { call, fault })
    throw new Error('This page may not call the program')
  }

  #input<C extends DesktopCall>(call: C, values: readonly unknown[]): CallInput<C> {
    const result = DESKTOP_CHANNELS.invoke[call].input.safeParse(values[0])
    // The schema is the one of the call; the compiler does not follow that through the table.
    if (result.success && values.length <= 1) return result.data as CallInput<C>
    const fault = result.success ? 'takes one argument' : issueText(firstIssue(result.error), values[0])
    this.#options.logger.warn('A call has a wrong argument', { call, fault })
    throw new Error(`The argument of ${call} ${fault}`)
  }

  #output<C extends DesktopCall>(call: C, value: CallOutput<C>): CallOutput<C> {
    const result = DESKTOP_CHANNELS.invoke[call].output.safeParse(value)
    if (result.success) return result.data as CallOutput<C>
    const issue = firstIssue(result.error)
    throw new InvariantError(
      `The answer to ${call} is not what the contract says: ${issue.path.join('.')} ${issue.message}`,
    )
  }
}

/** Tells the page something. */
export function push<P extends DesktopPush>(contents: Pick<WebContents, 'send'>, name: P, data: PushData<P>): void {
  contents.send(DESKTOP_CHANNELS.push[name].channel, data)
}

/** Why a sender is none of ours; undefined where it is. */
function senderFault(event: IpcMainInvokeEvent, isOwnContents: IpcDoorOptions['isOwnContents']): string | undefined {
  if (!isOwnContents(event.sender)) return 'it comes from contents that are not a window of ours'
  const frame = event.senderFrame
  if (!frame) return 'its frame is gone'
  if (frame.parent !== null) return `it comes from a frame inside the page: ${frame.url}`
  // A sandboxed document has our address and yet an origin of its own.
  if (!isOwnUrl(frame.url) || frame.origin !== APP_ORIGIN) return `it comes from a foreign page: ${frame.url}`
  return undefined
}

function firstIssue(error: z.ZodError): z.core.$ZodIssue {
  return ensureDefined(error.issues[0], 'First fault of an argument')
}

import { StrictEmitter } from '../wire/strict.ts'

type InvokeHandler = (event: unknown, ...args: readonly unknown[]) => unknown

/** Calls and messages from pages, by channel. */
export class IpcMain extends StrictEmitter {
  readonly #handlers = new Map<string, InvokeHandler>()

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`)
    }
    this.#handlers.set(channel, handler)
  }

  handleOnce(channel: string, handler: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }

  handlerOf(channel: string): InvokeHandler | undefined {
    return this.#handlers.get(channel)
  }
}

export const ipcMain = new IpcMain()

/** Runs the handler of the contents where they have one, else that of the program; fails as the page will see it. */
export async function runInvoke(
  [own, general]: readonly [IpcMain, IpcMain],
  { channel, event, args }: { readonly channel: string; readonly event: unknown; readonly args: readonly unknown[] },
): Promise<unknown> {
  const handler = own.handlerOf(channel) ?? general.handlerOf(channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
    return await handler(event, ...args)
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
  }
}

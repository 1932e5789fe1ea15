import type { IpcRenderer, IpcRendererEvent } from 'electron'
import {
  type DesktopBridge,
  type DesktopCall,
  type DesktopPush,
  type EngineHostState,
  INVOKE_CHANNELS,
  type MenuCommand,
  PUSH_CHANNELS,
} from '../src-contract/index.ts'

type Invoker = Pick<IpcRenderer, 'invoke'>
type Listener = Pick<IpcRenderer, 'on' | 'removeListener'>

/** What Electron puts before the message of an error that a handler in main threw. */
const REMOTE_PREFIX = /^Error invoking remote method '[^']*': (?:\w*Error: )?/

/**
 * The page's one way to the desktop program: a fixed set of functions, each on a channel of its own. Neither a channel
 * name nor an event object of Electron ever crosses it. What comes from main is of the contract's shape: main's side
 * has checked it.
 */
export function createBridge(ipc: Invoker & Listener, platform: NodeJS.Platform): DesktopBridge {
  return Object.freeze({
    platform: supported(platform),
    connect: (account) => ask<boolean>(ipc, 'connect', account),
    engineState: () => ask(ipc, 'engineState'),
    onEngineState: (listener) => listen(ipc, 'engineState', listener),
    onMenuCommand: (listener) => listen(ipc, 'menuCommand', listener),
    restartEngine: () => ask(ipc, 'restartEngine'),
    openLink: (link) => ask(ipc, 'openLink', link),
    exportFile: (kind) => ask(ipc, 'exportFile', kind),
    importConfiguration: () => ask(ipc, 'importConfiguration'),
    about: () => ask(ipc, 'about'),
  } satisfies DesktopBridge)
}

/** The error that the page sees carries no cause: that would hold channel names and main's error class. */
async function ask<Answer>(ipc: Invoker, call: DesktopCall, input?: string): Promise<Answer> {
  return ipc.invoke(INVOKE_CHANNELS[call], input).then(
    (answer) => answer as Answer,
    (error: unknown) => {
      throw new Error(plainMessage(error))
    },
  )
}

interface PushData extends Record<DesktopPush, unknown> {
  readonly engineState: EngineHostState
  readonly menuCommand: MenuCommand
}

function listen<Name extends DesktopPush>(
  ipc: Listener,
  name: Name,
  listener: (data: PushData[Name]) => void,
): () => void {
  const handleMessage = (_event: IpcRendererEvent, data: PushData[Name]): void => listener(data)
  ipc.on(PUSH_CHANNELS[name], handleMessage)
  return () => void ipc.removeListener(PUSH_CHANNELS[name], handleMessage)
}

function plainMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(REMOTE_PREFIX, '')
}

function supported(platform: NodeJS.Platform): DesktopBridge['platform'] {
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux'
}

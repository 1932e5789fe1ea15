import type { IpcRenderer } from 'electron'
import { PORTS_CHANNEL } from '../src-contract/index.ts'

/** The part of the window that is used here. */
export interface PostingWindow {
  readonly location: Pick<Location, 'origin'>
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void
}

/**
 * Passes the ports that main sends on to the page. They go as a message of the window to itself, because a port
 * cannot cross the bridge.
 */
export function relayPorts(ipc: Pick<IpcRenderer, 'on'>, page: PostingWindow): void {
  ipc.on(PORTS_CHANNEL, (event, message: unknown) => page.postMessage(message, page.location.origin, event.ports))
}

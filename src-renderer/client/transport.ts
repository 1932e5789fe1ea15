import type { Socket } from './connection.ts'
import type { ProbeResult } from './probe.ts'
import type { DesktopHost } from './types.ts'

export type SocketPath = '/ws/rpc' | '/ws/topics'

/** What carries calls and topics between the window and the engine. */
export interface Transport {
  /** Asks whether a try to open the sockets makes sense. Never rejects. */
  probe(): Promise<ProbeResult>
  /** Only after a probe that said `ready`, and once for each path. */
  openSocket(path: SocketPath): Socket
  /** The desktop program around the window; undefined in a browser. */
  readonly host: DesktopHost | undefined
}

import type { EndpointLease } from '../../../endpoints/index.ts'
import { errorText } from '../../../base/index.ts'
import { TransportError } from './transport-error.ts'

/** What of a socket of the package `ws` is used here; ccxt brings its own copy. */
export interface RawSocket {
  on(event: 'open', listener: () => void): void
  on(event: 'error', listener: (error: Error) => void): void
  on(event: 'close', listener: (code: number) => void): void
  terminate(): void
}

export interface SocketFollower {
  readonly lease: EndpointLease
  readonly onOpen: () => void
  /** Also of one that never opened. @param reason what the socket itself says. */
  readonly onClosed: (reason: string) => void
}

const SERVER_ERROR = 500

/** Tells the endpoints as soon as a socket is open or has failed, and gives its host back when it is closed. */
export function followSocket(socket: RawSocket, { lease, onOpen, onClosed }: SocketFollower): void {
  let reason: string | undefined
  socket.on('open', () => {
    void lease.report({ kind: 'answered' })
    onOpen()
  })
  socket.on('error', (error) => {
    reason = errorText(error)
    void lease.report(isHostFault(error) ? { kind: 'failed', error } : { kind: 'answered' })
  })
  socket.on('close', (code) => {
    void lease.release()
    onClosed(reason ?? `closed by the venue with code ${code}`)
  })
}

/** Status of the answer that opened no socket; undefined where it is none of that. */
export function handshakeStatus(error: unknown): number | undefined {
  const status = /Unexpected server response: (\d{3})/.exec(errorText(error))?.[1]
  return status === undefined ? undefined : Number(status)
}

/** A refusal is not the host's fault, and a proxy that lets nothing through neither. */
function isHostFault(error: Error): boolean {
  if (error instanceof TransportError) return error.fault !== 'proxy'
  return (handshakeStatus(error) ?? SERVER_ERROR) >= SERVER_ERROR
}

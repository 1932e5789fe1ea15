import { WebSocket } from 'ws'
import type { ProbeTarget } from '../ports.ts'

/** "Going away" is said by a side that leaves of its own will (RFC 6455, 7.4.1). */
const GOING_AWAY = 1001

/** Opens a WebSocket and closes it again. */
export async function probeWebSocket({ url, signal }: ProbeTarget): Promise<void> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  const abort = (): void => socket.terminate()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      // For good: a socket that is given up while it opens tells so by an error.
      socket.on('error', reject)
    })
    socket.close(GOING_AWAY)
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

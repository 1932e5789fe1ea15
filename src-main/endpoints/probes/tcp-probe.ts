import { connect } from 'node:net'
import type { ProbeTarget } from '../ports.ts'

/** Opens a TCP connection and closes it again; whether anybody speaks there it cannot tell. */
export async function probeTcp({ url, signal }: ProbeTarget): Promise<void> {
  const { hostname, port } = new URL(url)
  // An IPv6 address stands in brackets in a URL, and without them everywhere else.
  const socket = connect({ host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port), signal })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.on('error', reject)
    })
  } finally {
    socket.destroy()
  }
}

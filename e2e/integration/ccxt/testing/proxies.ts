import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** A proxy on the loopback that does as it is told. */
export interface TestProxy {
  readonly port: number
  /** Where it was asked to connect to, as `host:port`, in order. */
  readonly targets: readonly string[]
  close(): Promise<void>
}

export interface ProxyWishes {
  /** Whoever does not bring both is refused. */
  readonly user?: string
  readonly password?: string
  /** Status of the answer instead of a tunnel, of an HTTP proxy. */
  readonly refuseWith?: number
}

/** An HTTP proxy that makes tunnels (RFC 9110, 9.3.6). */
export async function startHttpProxy({ user, password, refuseWith }: ProxyWishes = {}): Promise<TestProxy> {
  const targets: string[] = []
  const server = createHttpServer()
  const expected = user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  server.on('connect', ({ url = '', headers }, client: Duplex) => {
    const refusal = headers['proxy-authorization'] === expected ? refuseWith : 407
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    targets.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    join(client, connect(Number(port), hostname), () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
  })
  return listening(server, targets)
}

const SOCKS_5 = 5
const NO_AUTHENTICATION = 0
const BY_PASSWORD = 2
const NONE_ACCEPTABLE = 0xff
const BY_NAME = 3

/** A SOCKS proxy of version 5 (RFC 1928), with user and password where it wants them (RFC 1929). */
export async function startSocksProxy({ user, password }: ProxyWishes = {}): Promise<TestProxy> {
  const targets: string[] = []
  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    client.once('data', (hello) => {
      const method = user === undefined ? NO_AUTHENTICATION : BY_PASSWORD
      const isOffered = hello.subarray(2).includes(method)
      client.write(Buffer.from([SOCKS_5, isOffered ? method : NONE_ACCEPTABLE]))
      if (user === undefined) client.once('data', (wish) => openTunnel(client, wish, targets))
      else client.once('data', (proof) => checkUser(client, proof, { user, password, targets }))
    })
  })
  return listening(server, targets)
}

interface Guard {
  readonly user: string
  readonly password: string | undefined
  readonly targets: string[]
}

function checkUser(client: Socket, proof: Buffer, { user, password, targets }: Guard): void {
  const userEnd = 2 + (proof[1] ?? 0)
  const isKnown = proof.toString('utf8', 2, userEnd) === user && proof.toString('utf8', userEnd + 1) === password
  client.write(Buffer.from([1, isKnown ? 0 : 1]))
  if (isKnown) client.once('data', (wish) => openTunnel(client, wish, targets))
  else client.end()
}

/** The address stands behind four bytes: a name with its length, or four numbers; then the port. */
function openTunnel(client: Socket, wish: Buffer, targets: string[]): void {
  const isName = wish[3] === BY_NAME
  const host = isName ? wish.toString('utf8', 5, wish.length - 2) : [...wish.subarray(4, 8)].join('.')
  const port = wish.readUInt16BE(wish.length - 2)
  targets.push(`${host}:${port}`)
  join(client, connect(port, host), () => client.write(Buffer.from([SOCKS_5, 0, 0, 1, 0, 0, 0, 0, 0, 0])))
}

function join(client: Duplex, target: Socket, onOpen: () => void): void {
  target.once('connect', () => {
    onOpen()
    client.pipe(target).pipe(client)
  })
  target.on('error', () => client.destroy())
  client.on('error', () => target.destroy())
  client.on('close', () => target.destroy())
}

async function listening(server: Server, targets: string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

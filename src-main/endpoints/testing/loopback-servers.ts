import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { WebSocketServer } from 'ws'

export interface LoopbackServer extends AsyncDisposable {
  readonly port: number
  /** Connections that were opened to it so far. */
  readonly opened: readonly Socket[]
}

async function listen(server: Server | HttpServer): Promise<LoopbackServer> {
  const opened: Socket[] = []
  server.on('connection', (socket: Socket) => {
    opened.push(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    opened,
    async [Symbol.asyncDispose]() {
      server.close()
      for (const socket of opened) socket.destroy()
      await once(server, 'close')
    },
  }
}

/** Answers HTTP as `answer` says. */
export function httpServer(answer: RequestListener): Promise<LoopbackServer> {
  return listen(createHttpServer(answer))
}

/** Takes connections and never says a word. */
export function silentServer(): Promise<LoopbackServer> {
  // What is never read has no end that could be seen.
  return listen(createTcpServer((socket) => socket.resume()))
}

/** Opens WebSockets; `onOpen` hears of each with the headers of its request. */
export function webSocketServer(onOpen: (headers: Readonly<Record<string, unknown>>) => void): Promise<LoopbackServer> {
  const server = createHttpServer()
  new WebSocketServer({ server }).on('connection', (_, request) => onOpen(request.headers))
  return listen(server)
}

/** A port at which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await silentServer()
  await server[Symbol.asyncDispose]()
  return server.port
}

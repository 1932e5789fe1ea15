import type { Exchange } from 'ccxt'

/** Ends the sockets of these addresses at once, also where nobody answers any more: whoever watches is told. */
export function dropSockets(exchange: Exchange, isMeant: (url: string) => boolean): void {
  for (const [url, client] of Object.entries(exchange.clients)) {
    if (isMeant(url)) (client as SocketClient).onError(new Error('The stream of the account is opened anew.'))
  }
}

interface SocketClient {
  onError(error: Error): void
}

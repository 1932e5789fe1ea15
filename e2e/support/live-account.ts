import type { Page } from '@playwright/test'

/**
 * Has the page believe that its account trades with real money, which no engine of a spec does: what the engine says of
 * its account is changed on the way to the page. What the page then sends is as real as ever, and reaches the paper venue.
 */
export async function showAsLive(page: Page): Promise<void> {
  await page.routeWebSocket(/\/ws\/(topics|rpc)$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      socket.send(
        typeof message === 'string' ? message.replaceAll('"environment":"paper"', '"environment":"live"') : message,
      )
    })
  })
}

import { BY_HAND, expect, test } from '../support/fixtures.ts'
import { ENGINE_DOWN } from '../support/page-faults.ts'
import { takePicture, USUAL } from './camera.ts'

test.use({ engineOptions: { config: BY_HAND }, viewport: USUAL, colorScheme: 'dark' })

test('the first run, before anything was traded', async ({ engine, page, workbench }) => {
  await workbench.open(engine)
  await expect(page.getByText('No open positions')).toBeVisible()
  await expect(page.getByRole('button', { name: 'System health: Healthy' })).toBeVisible()
  await takePicture(page, 'first-run')
})

test('loading: the answers of the engine are held back', async ({ engine, page }) => {
  await page.routeWebSocket(/\/ws\/topics$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      // The heartbeat goes on, or the page would take the engine for dead.
      if (String(message).includes('"pong"')) socket.send(message)
    })
  })
  await page.goto(engine.url)
  await expect(page.getByRole('status', { name: 'Loading bars' })).toBeVisible()
  await expect(page.locator('.skeleton-bar').first()).toBeVisible()
  await takePicture(page, 'loading')
})

test('the connection to the engine is lost', async ({ engineProcess: engine, page, pageFaults, workbench }) => {
  pageFaults.expect(...ENGINE_DOWN)
  await workbench.open(engine)
  await workbench.ticket.write({ Quantity: '0.1' })
  await engine.kill()
  await expect(page.getByText(/^Engine connection lost/)).toBeVisible()
  await expect(workbench.ticket.confirm).toHaveText('Buy blocked: no connection')
  await takePicture(page, 'disconnected')
})

test('a wrong token', async ({ engine, page, pageFaults }) => {
  pageFaults.expect(/401/)
  await page.goto(`${engine.address}/#token=wrong`)
  await expect(page.getByRole('heading', { name: 'Access denied' })).toBeVisible()
  await takePicture(page, 'access-denied')
})

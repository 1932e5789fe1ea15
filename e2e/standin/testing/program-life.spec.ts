import { isAlive } from '../../support/process-life.ts'
import { expect, Program, type Seen, test } from './test-program.ts'

test.describe('the program', () => {
  test('quits in the order of Electron, and takes its child along', async ({ program }) => {
    await program.page()
    const pid = await program.evaluate(() => (globalThis.seen as Seen).child?.pid)
    expect(await program.quit()).toBe(0)
    await expect.poll(() => isAlive(pid ?? 0)).toBe(false)
    expect(program.standIn.faults).toEqual([])
  })

  test('its child does not outlive it when it is killed', async ({ program }) => {
    await program.page()
    const pid = await program.evaluate(() => (globalThis.seen as Seen).child?.pid)
    program.standIn.main.kill('SIGKILL')
    await program.standIn.exited
    await expect.poll(() => isAlive(pid ?? 0)).toBe(false)
  })

  test('a second start tells the first and ends', async ({ program, profile }) => {
    await program.page()
    const second = new Program(profile, ['--second'])
    expect((await second.standIn.exited).code).toBe(0)
    await expect.poll(async () => (await program.seen()).events).toEqual(['second --second'])
  })

  test('what a page stores outlives the program', async ({ program, profile }) => {
    const page = await program.page()
    await page.evaluate(() => localStorage.setItem('kept', 'yes'))
    await program.quit()
    const again = new Program(profile)
    const nextPage = await again.page()
    expect(await nextPage.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
    await again.quit()
  })

  test('encrypted texts can be read by the next start, and by no other profile', async ({ program }) => {
    await program.page()
    const [isPlain, back] = await program.evaluate(({ safeStorage }) => {
      const sealed = safeStorage.encryptString('key')
      return [sealed.includes('key'), safeStorage.decryptString(sealed)] as const
    })
    expect([isPlain, back]).toEqual([false, 'key'])
  })

  test('a dialog waits for its answer', async ({ program }) => {
    await program.page()
    const answer = program.evaluate(async ({ dialog }) => (await dialog.showMessageBox({ message: 'Sure?' })).response)
    await expect
      .poll(() => program.evaluate(({ standIn }) => standIn.dialogs.map(({ options }) => options['message'])))
      .toEqual(['Sure?'])
    await program.evaluate(({ standIn }) => standIn.dialogs[0]?.answer({ response: 1, checkboxChecked: false }))
    expect(await answer).toBe(1)
  })
})

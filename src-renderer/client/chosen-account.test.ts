import { beforeEach, describe, expect, it } from 'vitest'
import { chooseAccount, chosenAccount, giveAccountUp, takeGivenUpAccount } from './chosen-account.ts'

let kept: Map<string, string>
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => void kept.set(name, text),
  removeItem: (name: string) => void kept.delete(name),
}

beforeEach(() => {
  kept = new Map()
})

describe('the account that a tab shows', () => {
  it('is the first one until another is chosen, and then stays', () => {
    expect(chosenAccount(storage)).toBeUndefined()
    chooseAccount(storage, 'main')
    chooseAccount(storage, 'spare')
    expect([chosenAccount(storage), chosenAccount(storage)]).toEqual(['spare', 'spare'])
    chooseAccount(storage, undefined)
    expect(chosenAccount(storage)).toBeUndefined()
    expect(takeGivenUpAccount(storage)).toBeUndefined()
  })

  it('is the first one again once it was given up, which is said once', () => {
    chooseAccount(storage, 'spare')
    giveAccountUp(storage, 'spare')
    expect(chosenAccount(storage)).toBeUndefined()
    expect([takeGivenUpAccount(storage), takeGivenUpAccount(storage)]).toEqual(['spare', undefined])
  })
})

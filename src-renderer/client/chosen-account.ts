type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const CHOSEN = 'wheelhouse.account'
const GIVEN_UP = 'wheelhouse.account-given-up'

/**
 * The account that this tab shows, kept for the tab's life: two tabs may show two accounts, and a reload changes neither.
 * @returns undefined where none was chosen: the first one then.
 */
export function chosenAccount(storage: TabStorage): string | undefined {
  return storage.getItem(CHOSEN) ?? undefined
}

/** From the next load of the page on the tab shows this account; undefined: the first one. */
export function chooseAccount(storage: TabStorage, account: string | undefined): void {
  if (account === undefined) storage.removeItem(CHOSEN)
  else storage.setItem(CHOSEN, account)
}

/** From the next load of the page on the tab shows the first account, and says that it had to give up this one. */
export function giveAccountUp(storage: TabStorage, account: string): void {
  chooseAccount(storage, undefined)
  storage.setItem(GIVEN_UP, account)
}

/** The account that was given up, once; undefined where none was. */
export function takeGivenUpAccount(storage: TabStorage): string | undefined {
  const account = storage.getItem(GIVEN_UP) ?? undefined
  storage.removeItem(GIVEN_UP)
  return account
}

/** What can still be asked of an object that is gone. */
const ALLOWED = new Set(['constructor', 'isDestroyed', 'id'])

/** From now on every member of the object's own class throws, as for objects of Electron that have been destroyed. */
export function markDestroyed(object: object): void {
  const refuse = (): never => {
    throw new TypeError('Object has been destroyed')
  }
  const names = new Set([...Object.getOwnPropertyNames(Object.getPrototypeOf(object)), 'webContents'])
  for (const name of names) {
    if (!ALLOWED.has(name)) Object.defineProperty(object, name, { get: refuse, configurable: true })
  }
}

import { EventEmitter } from 'node:events'

/** What a program uses of Electron and the stand-in does not imitate: better a loud end than a quiet difference. */
export function notInTheStandIn(what: string): Error {
  return new Error(`not in the stand-in: ${what}`)
}

/** Asked of any object by language and tools, without meaning Electron. */
const ASKED_OF_ANY_OBJECT = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof'])

function guarded(prototype: object, nameOf: (receiver: object) => string): object {
  return new Proxy(prototype, {
    get(target, name, receiver: object) {
      if (typeof name === 'symbol' || name in target || ASKED_OF_ANY_OBJECT.has(name)) {
        return Reflect.get(target, name, receiver) as unknown
      }
      throw notInTheStandIn(`${nameOf(receiver)}.${name}`)
    },
  })
}

/** Emitter whose reading of a member that neither it nor a subclass has throws. */
export class StrictEmitter extends EventEmitter {}
Object.setPrototypeOf(
  StrictEmitter.prototype,
  guarded(EventEmitter.prototype, (receiver) => receiver.constructor.name),
)

/** Makes reading a member that the object does not have throw. */
export function strict<T extends object>(name: string, members: T): T {
  Object.setPrototypeOf(
    members,
    guarded(Object.prototype, () => name),
  )
  return members
}

/** A part of Electron of which nothing is imitated; importing it is harmless, using it throws. */
export function absent(name: string): never {
  const refuse = (): never => {
    throw notInTheStandIn(name)
  }
  const part = new Proxy(refuse, {
    get(_target, member) {
      if (typeof member === 'symbol' || ASKED_OF_ANY_OBJECT.has(member)) return undefined
      throw notInTheStandIn(`${name}.${member}`)
    },
    construct: refuse,
  })
  return part as never
}

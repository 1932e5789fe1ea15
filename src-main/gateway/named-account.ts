import { tableError } from './errors.ts'

/**
 * The account that a request names.
 * @param values every value of the header or parameter.
 * @param place how a person calls the header or parameter.
 * @returns undefined where none is named.
 * @throws ORPCError `BAD_REQUEST` where it is named twice, or named as nothing.
 */
export function namedAccount(values: readonly string[], place: string): string | undefined {
  const [name] = values
  if (name === undefined) return undefined
  if (values.length > 1) throw fault(place, `stands ${values.length} times in the request; name one account.`)
  if (name === '') throw fault(place, 'is empty; name an account, or leave it out for the first one.')
  return name
}

function fault(path: string, problem: string): Error {
  const message = `${path} ${problem}`
  return tableError('BAD_REQUEST', {
    message: `The request is not valid. ${message}`,
    data: { issues: [{ path, message: problem }] },
  })
}

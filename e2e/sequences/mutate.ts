export function runMutations(): Promise<number> {
  return Promise.resolve(1)
}

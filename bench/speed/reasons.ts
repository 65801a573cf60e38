/** Why a bar is missed, by the task of the line: shown only where one is. */
export const reasons: Readonly<Record<string, string>> = {
  'train 100k': 'The loops run in TypeScript, one value at a time.',
  'train 1M': 'The loops run in TypeScript, one value at a time.',
  'fit 4.4k, dropout': 'The loops run in TypeScript, one value at a time.',
  'fit 4.4k, three outcomes': 'The loops run in TypeScript, one value at a time.',
  'headway train': 'The search fits six recipes in every fold, each with the TypeScript loops.',
  batch: 'Trees are walked node by node in TypeScript.',
  'one row': 'A recipe with numbers as inputs is not compiled: a table of one row goes through it, with arrays of its own.',
  'TreeSHAP, depth 6': 'Each row walks each tree anew, in TypeScript.',
  'TreeSHAP, depth 10': 'Each row walks each tree anew, in TypeScript.',
  logistic: 'The weighted cross products are summed in TypeScript, one value at a time.',
  network: 'Layers are multiplied in TypeScript, one value at a time.',
  'additive 4.4k': 'The loops run in TypeScript, one value at a time.',
  'additive 100k': 'The loops run in TypeScript, one value at a time.',
}

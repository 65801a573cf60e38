/** Why a bar is missed, by the task of the line: shown only where one is. */
export const reasons: Readonly<Record<string, string>> = {
  'train 1M':
    'Ten times the rows take more than ten times the time: the rows of a node, their gradients and the bins of its columns no longer stay in the cache. Gradients are pairs of f64, twice the bytes of those of XGBoost and LightGBM; a fifth of the time deals rows to children, which reads every pair once more. Interleaving the bins of four columns was measured, and is slower.',
  'train 1M, two threads': 'As on one thread.',
  'train 100k, two threads': 'What goes on between the rounds of a tree is the work of one thread.',
  'train 100k, two threads, a core held':
    'Two threads and the other process share two cores; in a process that goes on fitting, fits took .73 to 1.02 of the time of one thread.',
  'headway train':
    'Five times five parts, in each of which ten recipes are judged on three folds of their own and the best averaged: about nine hundred fits of four families, two parts at a time on the two cores. The parts hang on nothing of each other, so that more cores would take more of them at once; there were none to measure it on.',
  'growth: rows': 'As for 1M rows: the cache.',
  'growth: threads': 'Measured on two cores, which is as many as there were: more threads than cores cannot help.',
  'fit 4.4k, dropout':
    'A profile: a third of the time adds rows to bins (1.2 ns for a row and a column, as fast as memory in the first cache takes them), a fifth scans bins for cuts. XGBoost does not count the rows of a bin, which is half of the writing; ours holds `minRows` and empty bins exactly by it.',
  'fit 4.4k, three outcomes': 'As for dropout.',
  batch: 'Three fifths of the time are the walks themselves, about four cycles a step.',
  'one row': 'Numbers that the engine puts on the heap on the way.',
  logistic:
    'Independent columns need so few iterations of lbfgs that second derivatives do not pay; beside newton-cholesky, whose products run in a library with wider vectors, the weighted cross products are most of the time.',
}

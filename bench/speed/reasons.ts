/** Why a bar is missed, by the task of the line: shown only where one is. */
export const reasons: Readonly<Record<string, string>> = {
  'train 1M':
    'Ten times the rows take more than ten times the time: the rows of a node, their gradients and the bins of its columns no longer stay in the cache.',
  'train 1M, two threads': 'As on one thread.',
  'train 100k, two threads': 'What goes on between the rounds of a tree is the work of one thread.',
  'train 100k, two threads, a core held':
    'Two threads and the other process share two cores. The helper loads the whole library before it helps, which takes a third of a second of the same cores; in a process that had its helper loaded, fits took .82 to 1.01 of the time of one thread.',
  'headway train':
    'Three times five folds, in each of which six recipes are judged on five folds of their own, and averaged; all in one process. Four fifths of the time are fits.',
  'growth: rows': 'As for 1M rows: the cache.',
  'growth: threads': 'Measured on two cores, which is as many as there were: more threads than cores cannot help.',
  'fit 4.4k, dropout':
    'A profile: a third of the time counts rows, a quarter scans bins for cuts. XGBoost does not count the rows of a bin, which is half of the writing.',
  'fit 4.4k, three outcomes': 'As for dropout.',
  batch: 'Beside XGBoost 1.7.4 the bar is met; why the newest release is quicker was not looked into.',
  'one row': 'The forecast and its array are not it: some 56 bytes of numbers that the engine puts on the heap on the way.',
  logistic:
    'Independent columns need so few iterations of lbfgs that second derivatives do not pay; beside newton-cholesky, whose products run in a library with wider vectors, the weighted cross products are most of the time.',
}

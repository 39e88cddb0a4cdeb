export const percentile = (list, p) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
export const round = (n, digits = 1) => Number(n.toFixed(digits));

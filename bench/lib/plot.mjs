// A plot with two logarithmic axes, as a small SVG that is legible on a light and on a dark page.
const width = 640;
const height = 400;
const frame = {left: 70, right: 20, top: 44, bottom: 52};
/** `base`: the baseline is drawn once for the two that share it. */
const styles = [
  {clone: 'full', color: '#1f77b4', base: true},
  {clone: 'full, own images', color: '#17becf', base: false},
  {clone: 'depth 1', color: '#d62728', base: true},
  {clone: 'depth 1, own images', color: '#ff7f0e', base: false},
];

/**
 * Draws how the time of detection grows with the repository.
 *
 * @param points - `{size, clone, detectMs, baselineMs}`
 */
export function drawGrowth(points, rounds) {
  const x = scale(
    points.map(({size}) => size),
    [frame.left, width - frame.right],
  );
  const y = scale(
    points.flatMap(({detectMs, baselineMs}) => [detectMs, baselineMs]),
    [height - frame.bottom, frame.top],
  );
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Time of detection over the number of containers</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${width / 2}" y="20" text-anchor="middle" font-size="14">Detection, and node + git alone (median of ${rounds} rounds)</text>`,
  ];
  for (const value of x.ticks) {
    const at = x.place(value);
    parts.push(line(at, frame.top, at, height - frame.bottom, '#ddd'));
    parts.push(
      `<text x="${at}" y="${height - frame.bottom + 18}" text-anchor="middle">${value.toLocaleString('en')}</text>`,
    );
  }
  for (const value of y.ticks) {
    const at = y.place(value);
    parts.push(line(frame.left, at, width - frame.right, at, '#ddd'));
    parts.push(`<text x="${frame.left - 8}" y="${at + 4}" text-anchor="end">${value.toLocaleString('en')}</text>`);
  }
  parts.push(
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 12}" text-anchor="middle">containers (40 files each)</text>`,
    `<text transform="translate(16 ${(frame.top + height - frame.bottom) / 2}) rotate(-90)" text-anchor="middle">time (ms)</text>`,
  );
  let legend = frame.top + 16;
  for (const {clone, color, base} of styles) {
    const own = points.filter((point) => point.clone === clone).sort((a, b) => a.size - b.size);
    if (own.length === 0) continue;
    for (const [key, label, dash] of [
      ['detectMs', `detect, ${clone}`, ''],
      ['baselineMs', `node + git, ${clone}`, ' stroke-dasharray="5 4"'],
    ]) {
      if (key === 'baselineMs' && !base) continue;
      const path = own.map((point) => `${round(x.place(point.size))},${round(y.place(point[key]))}`);
      parts.push(`<polyline points="${path.join(' ')}" fill="none" stroke="${color}" stroke-width="2"${dash}/>`);
      if (dash === '') for (const at of path) parts.push(dot(at, color));
      parts.push(
        `<line x1="${frame.left + 12}" y1="${legend - 4}" x2="${frame.left + 40}" y2="${legend - 4}" stroke="${color}" stroke-width="2"${dash}/>`,
        `<text x="${frame.left + 46}" y="${legend}">${label}</text>`,
      );
      legend += 16;
    }
  }
  return [...parts, '</svg>', ''].join('\n');
}

/** A logarithmic scale over some values, with ticks at 1, 2 and 5 of each decade. */
function scale(values, [from, to]) {
  const all = [-1, 0, 1, 2, 3, 4, 5, 6].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
  const low = all.filter((tick) => tick <= Math.min(...values)).at(-1);
  const high = all.find((tick) => tick >= Math.max(...values) && tick > low);
  const place = (value) => from + ((to - from) * Math.log(value / low)) / Math.log(high / low);
  return {place, ticks: all.filter((tick) => tick >= low && tick <= high)};
}

function line(x1, y1, x2, y2, color) {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${color}"/>`;
}

function dot(at, color) {
  const [x, y] = at.split(',');
  return `<circle cx="${x}" cy="${y}" r="3" fill="${color}"/>`;
}

function round(value) {
  return Math.round(value * 10) / 10;
}

// Where the names of streets stand on a map: along their line, upright, clear of markers and of each other.
// The same rule as web/streetnames.py. All places are pixels of the screen.

const ASPECT = 0.56;
const TRIES = [0.5, ...Array.from({ length: 18 }, (_, i) => 0.5 + (i % 2 ? -1 : 1) * 0.025 * (i + 2))];

const dist = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

export function lengthOf(line) {
  let sum = 0;
  for (let i = 1; i < line.length; i += 1) sum += dist(line[i - 1], line[i]);
  return sum;
}

export function pointAt(line, distance) {
  let left = distance;
  for (let i = 1; i < line.length; i += 1) {
    const step = dist(line[i - 1], line[i]);
    if (left <= step && step > 0) {
      const t = left / step;
      return [
        line[i - 1][0] + (line[i][0] - line[i - 1][0]) * t,
        line[i - 1][1] + (line[i][1] - line[i - 1][1]) * t,
      ];
    }
    left -= step;
  }
  return line[line.length - 1];
}

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

function merge(a, b) {
  if (same(a.at(-1), b[0])) return a.concat(b.slice(1));
  if (same(a.at(-1), b.at(-1))) return a.concat(b.slice(0, -1).reverse());
  if (same(a[0], b[0])) return a.slice().reverse().concat(b.slice(1));
  return null;
}

// Lines whose ends touch, made into longer ones.
export function joined(lines) {
  const chains = lines.filter((line) => line.length > 1).map((line) => line.slice());
  for (let i = 0; i < chains.length; i += 1) {
    for (let j = 0; j < chains.length; j += 1) {
      const longer = i !== j && merge(chains[i], chains[j]);
      if (longer) {
        chains[i] = longer;
        chains.splice(j, 1);
        i = -1;
        break;
      }
    }
  }
  return chains;
}

function straight(line, start, width, a, b, size) {
  const chord = dist(a, b);
  if (chord < width * 0.96) return false;
  return [0.25, 0.5, 0.75].every((part) => {
    const [x, y] = pointAt(line, start + width * part);
    const away = Math.abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / chord;
    return away <= size * 0.32;
  });
}

function discsAlong(a, b, size) {
  const count = Math.max(2, Math.ceil(dist(a, b) / (size * 0.9)) + 1);
  return Array.from({ length: count }, (_, i) => {
    const t = i / (count - 1);
    return { x: a[0] + (b[0] - a[0]) * t, y: a[1] + (b[1] - a[1]) * t, r: size * 0.55 };
  });
}

// Discs by square of the screen, so that a new one is held against its neighbours only.
export class Room {
  constructor(cell = 48) {
    this.cell = cell;
    this.squares = new Map();
  }

  * near(disc) {
    const reach = this.cell;
    for (let x = Math.floor((disc.x - reach) / this.cell); x <= Math.floor((disc.x + reach) / this.cell); x += 1) {
      for (let y = Math.floor((disc.y - reach) / this.cell); y <= Math.floor((disc.y + reach) / this.cell); y += 1) {
        yield* this.squares.get(`${x},${y}`) ?? [];
      }
    }
  }

  free(disc) {
    for (const other of this.near(disc)) {
      if (Math.hypot(disc.x - other.x, disc.y - other.y) < disc.r + other.r) return false;
    }
    return true;
  }

  take(disc) {
    const key = `${Math.floor(disc.x / this.cell)},${Math.floor(disc.y / this.cell)}`;
    if (!this.squares.has(key)) this.squares.set(key, []);
    this.squares.get(key).push(disc);
  }
}

// streets: [{name, lines, beside}], the most important first; where a name finds no room on its street it is tried
// beside it, "beside" pixels away. Returns [{x, y, angle, name, off}].
export function placeNames(streets, room, size, frame) {
  const labels = [];
  const inside = (d) => d.x >= d.r && d.y >= d.r && d.x <= frame.x - d.r && d.y <= frame.y - d.r;
  for (const street of streets) {
    const label = placeOne(street, room, size, inside);
    if (label) labels.push(label);
  }
  return labels;
}

function shifted(a, b, side) {
  const along = dist(a, b) || 1;
  const x = (-(b[1] - a[1]) / along) * side;
  const y = ((b[0] - a[0]) / along) * side;
  return [[a[0] + x, a[1] + y], [b[0] + x, b[1] + y]];
}

function placeOne(street, room, size, inside) {
  const width = street.name.length * size * ASPECT;
  const lines = street.lines.slice().sort((a, b) => lengthOf(b) - lengthOf(a));
  for (const line of lines) {
    const whole = lengthOf(line);
    if (whole < width * 1.08) return null;
    for (const side of [0, street.beside, -street.beside]) {
      for (const part of TRIES) {
        const start = part * whole - width / 2;
        if (start < 0 || start + width > whole) continue;
        const from = pointAt(line, start);
        const to = pointAt(line, start + width);
        if (!straight(line, start, width, from, to, size)) continue;
        const [a, b] = shifted(from, to, side);
        const discs = discsAlong(a, b, size);
        if (discs.every((d) => inside(d) && room.free(d))) {
          discs.forEach((d) => room.take(d));
          let angle = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
          if (angle > 90 || angle <= -90) angle += angle < 0 ? 180 : -180;
          return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, angle, name: street.name, off: side !== 0 };
        }
      }
    }
  }
  return null;
}

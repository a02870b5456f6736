"""Turn a plan into papers for people: content first (plain values), then blocks, then tagged pages."""

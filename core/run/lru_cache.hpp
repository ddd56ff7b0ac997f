// A least-recently-used cache: the last few results of a pure function, by its argument.
#pragma once

#include <cstddef>
#include <list>
#include <utility>

namespace descenso {

template <class Key, class Value, std::size_t Capacity>
class LruCache {
 public:
  /// The cached value of `key`, which becomes the most recently used, or null.
  const Value* find(const Key& key) {
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry)
      if (entry->first == key) {
        entries_.splice(entries_.begin(), entries_, entry);
        return &entries_.front().second;
      }
    return nullptr;
  }

  /// Caches a value; the least recently used entry makes room for it.
  const Value& insert(Key key, Value value) {
    entries_.emplace_front(std::move(key), std::move(value));
    if (entries_.size() > Capacity) entries_.pop_back();
    return entries_.front().second;
  }

  void clear() { entries_.clear(); }

 private:
  std::list<std::pair<Key, Value>> entries_;
};

}  // namespace descenso

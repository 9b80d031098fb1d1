#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "corridor/base/contract.hpp"
#include "corridor/calibration/mcmc.hpp"
#include "corridor/random/deterministic_math.hpp"

namespace corridor::calibration {

namespace {

/// Each chain as two.
DrawsByChain split(const DrawsByChain& draws) {
  DrawsByChain halves;
  for (const std::vector<double>& chain : draws) {
    const auto half = static_cast<std::ptrdiff_t>(chain.size() / 2);
    halves.emplace_back(chain.begin(), chain.begin() + half);
    halves.emplace_back(chain.end() - half, chain.end());
  }
  return halves;
}

/// Every draw as the normal quantile of its rank among all; equal ones (a proposal was refused) have their mean rank.
DrawsByChain ranked(DrawsByChain draws) {
  std::vector<double*> all;
  for (std::vector<double>& chain : draws) {
    for (double& draw : chain) {
      all.push_back(&draw);
    }
  }
  std::ranges::stable_sort(all, {}, [](const double* draw) { return *draw; });
  const auto n = static_cast<double>(all.size());
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && *all[end] == *all[begin]) {
      ++end;
    }
    const double rank = static_cast<double>(begin + 1 + end) / 2;
    const double z = random::deterministic::normal_quantile((rank - 0.375) / (n + 0.25));
    for (std::size_t i = begin; i < end; ++i) {
      *all[i] = z;
    }
    begin = end;
  }
  return draws;
}

struct Variances {
  std::vector<double> means;  ///< of each chain
  double within = 0;
  double pooled = 0;  ///< of all, as if the chains had converged: (n - 1) / n within + variance of the means
};

Variances variances_of(const DrawsByChain& chains) {
  Variances result;
  const auto n = static_cast<double>(chains.front().size());
  const auto m = static_cast<double>(chains.size());
  for (const std::vector<double>& chain : chains) {
    const double mean = std::accumulate(chain.begin(), chain.end(), 0.0) / n;
    double squares = 0;
    for (const double draw : chain) {
      squares += (draw - mean) * (draw - mean);
    }
    result.means.push_back(mean);
    result.within += squares / (n - 1) / m;
  }
  const double mean = std::accumulate(result.means.begin(), result.means.end(), 0.0) / m;
  double between = 0;
  for (const double of_chain : result.means) {
    between += (of_chain - mean) * (of_chain - mean) / (m - 1);
  }
  result.pooled = (n - 1) / n * result.within + between;
  return result;
}

/// Mean over the chains of the autocovariance at this lag.
double autocovariance(const DrawsByChain& chains, const Variances& variances, std::size_t lag) {
  double sum = 0;
  for (std::size_t c = 0; c < chains.size(); ++c) {
    double of_chain = 0;
    for (std::size_t i = 0; i + lag < chains[c].size(); ++i) {
      of_chain += (chains[c][i] - variances.means[c]) * (chains[c][i + lag] - variances.means[c]);
    }
    sum += of_chain / static_cast<double>(chains[c].size());
  }
  return sum / static_cast<double>(chains.size());
}

}  // namespace

double split_r_hat(const DrawsByChain& draws) {
  expects(!draws.empty() && draws.front().size() >= 4, "convergence shows in at least four draws");
  const Variances variances = variances_of(ranked(split(draws)));
  return variances.within > 0 ? std::sqrt(variances.pooled / variances.within)
                              : std::numeric_limits<double>::infinity();
}

double bulk_ess(const DrawsByChain& draws) {
  expects(!draws.empty() && draws.front().size() >= 4, "convergence shows in at least four draws");
  const DrawsByChain chains = ranked(split(draws));
  const Variances variances = variances_of(chains);
  const auto n = static_cast<double>(chains.front().size());
  const auto all = n * static_cast<double>(chains.size());
  if (!(variances.within > 0)) {
    return 0;
  }
  const auto correlation = [&](std::size_t lag) {
    const double unbiased_like = autocovariance(chains, variances, lag) * n / (n - 1);
    return 1 - (variances.within - unbiased_like) / variances.pooled;
  };
  double sum = 0;  // of the correlations from lag 1 on, in pairs that do not rise
  double last_pair = std::numeric_limits<double>::infinity();
  for (std::size_t lag = 0; lag + 1 < chains.front().size(); lag += 2) {
    const double pair = std::min((lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1), last_pair);
    if (pair <= 0) {
      break;
    }
    last_pair = pair;
    sum += pair;
  }
  const double time = std::max(2 * sum - 1, 1 / random::deterministic::log(all));
  return all / time;
}

}  // namespace corridor::calibration

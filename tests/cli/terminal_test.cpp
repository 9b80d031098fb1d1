// Colours of errors on a real pseudo-terminal.
#include <array>
#include <cstdlib>
#include <pty.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace corridor::cli::terminal_test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Environment {
  const char* no_color = nullptr;  ///< null: not set
  const char* term = "xterm";
};

/// What the program says on a terminal about a scenario in which `server` is written for `servers`.
std::string errors_on_a_terminal(const Environment& environment) {
  const test::TemporaryFolder temporary;
  test::put(temporary.path() / "scenario.toml", "schema = 1\ntitel = \"A try\"\n");
  const std::string folder = temporary.path().string();
  int terminal = -1;
  const pid_t process = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (process == 0) {
    setenv("TERM", environment.term, 1);
    unsetenv("NO_COLOR");
    if (environment.no_color != nullptr) {
      setenv("NO_COLOR", environment.no_color, 1);
    }
    if (chdir(folder.c_str()) == 0) {
      execl(CORRIDOR_EXECUTABLE, CORRIDOR_EXECUTABLE, "check", "scenario.toml", nullptr);
    }
    _exit(127);
  }
  std::string said;
  std::array<char, 4096> block{};
  for (ssize_t got = 0; (got = read(terminal, block.data(), block.size())) > 0;) {
    said.append(block.data(), static_cast<std::size_t>(got));
  }
  close(terminal);
  int status = 0;
  waitpid(process, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 3) << said;
  return said;
}

/// Without the escape sequences that set colours.
std::string plain(std::string text) {
  for (std::size_t at = 0; (at = text.find('\033')) != std::string::npos;) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  return text;
}

TEST(Terminal, ShowsTheCodeAndTheUnderlineInColour) {
  const std::string said = errors_on_a_terminal({});
  EXPECT_THAT(said, HasSubstr("\033[1;31merror[E"));
  EXPECT_THAT(said, HasSubstr("\033[1;31m^^^^^\033[0m did you mean `title`?"));
}

TEST(Terminal, SaysTheSameWithoutColours) {
  const std::string said = errors_on_a_terminal({.no_color = "1"});
  EXPECT_THAT(said, Not(HasSubstr("\033")));
  EXPECT_EQ(plain(errors_on_a_terminal({})), said);
}

TEST(Terminal, IsColouredIfNoColorIsEmptyAndNotIfItIsDumb) {
  EXPECT_THAT(errors_on_a_terminal({.no_color = ""}), HasSubstr("\033["));
  EXPECT_THAT(errors_on_a_terminal({.term = "dumb"}), Not(HasSubstr("\033")));
}

TEST(Terminal, IsTheOnlyPlaceForColours) {
  test::Program program;
  test::put(program.folder() / "scenario.toml", "schema = 1\ntitel = \"A try\"\n");
  EXPECT_EQ(program.run({"check", "scenario.toml"}), 3);
  EXPECT_THAT(program.err(), HasSubstr("error[E"));
  EXPECT_THAT(program.err(), Not(HasSubstr("\033")));
}

}  // namespace
}  // namespace corridor::cli::terminal_test

// SPDX-License-Identifier: Apache-2.0
// A plug-in of clang-tidy: its checks visit our own declarations only. The headers of Boost, nlohmann and
// GoogleTest, of which nothing is reported anyway, are nine tenths of the time otherwise.
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>

namespace {

using clang::ast_matchers::MatchFinder;

// Matched before its children are visited, the whole unit becomes the list of its own declarations.
class OwnCode : public clang::tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("unit"), this);
  }

  void check(const MatchFinder::MatchResult& result) override {
    std::vector<clang::Decl*> own;
    for (clang::Decl* declared : result.Context->getTranslationUnitDecl()->decls())
      if (!result.SourceManager->isInSystemHeader(declared->getLocation())) own.push_back(declared);
    result.Context->setTraversalScope(own);
  }
};

class Module : public clang::tidy::ClangTidyModule {
 public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<OwnCode>("elicense-own-code");
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> added("elicense", "visits our own declarations only");

} // namespace

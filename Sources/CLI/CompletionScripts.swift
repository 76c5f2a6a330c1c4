/// The scripts know nothing of the commands: they ask `holdfast complete`, and so are right for every version of it.
extension Shell {
  var completionScript: String {
    switch self {
    case .bash: Self.bashScript
    case .zsh: Self.zshScript
    case .fish: Self.fishScript
    }
  }

  private static let bashScript = #"""
    # Completion of holdfast for bash. Printed by: holdfast completion bash
    _holdfast() {
      local program=${1/#\~\//"$HOME/"} answer
      mapfile -t answer < <("$program" complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
      COMPREPLY=()
      case ${answer[0]} in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
        words)
          COMPREPLY=("${answer[@]:1}")
          compopt -o nosort
          ;;
      esac
    }
    complete -F _holdfast holdfast

    """#

  private static let zshScript = #"""
    #compdef holdfast
    # Completion of holdfast for zsh. Printed by: holdfast completion zsh
    _holdfast() {
      local program=${(Q)words[1]} line
      local -a answer list
      answer=("${(@f)$(${~program} complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
      [[ $PREFIX == --*=* ]] && compset -P '*='
      case $answer[1] in
        files) _files ;;
        folders) _files -/ ;;
        words)
          for line in "${(@)answer[2,-1]}"; do
            local word=${line%%$'\t'*}
            word=${${word//\\/\\\\}//:/\\:}
            if [[ $line == *$'\t'* ]]; then list+=("$word:${line#*$'\t'}"); else list+=("$word"); fi
          done
          (( $#list )) && _describe -V holdfast list
          ;;
      esac
    }
    if [[ ${funcstack[1]} == _holdfast ]]; then _holdfast "$@"; else compdef _holdfast holdfast; fi

    """#

  private static let fishScript = #"""
    # Completion of holdfast for fish. Printed by: holdfast completion fish
    function __holdfast_complete
        set -l words (commandline -opc)
        set -l program $words[1]
        set -e words[1]
        set -l word (commandline -ct)
        set -l answer (command $program complete fish $words "$word" 2>/dev/null)
        set -l option (string match -r -- '^--[^=]*=' $word)
        switch "$answer[1]"
            case files
                printf "$option%s\n" (__fish_complete_path (string replace -r -- '^--[^=]*=' '' $word))
            case folders
                printf "$option%s\n" (__fish_complete_directories (string replace -r -- '^--[^=]*=' '' $word) '')
            case words
                set -e answer[1]
                string join -- \n $answer
        end
    end
    complete -c holdfast -f -k -a '(__holdfast_complete)'

    """#
}
